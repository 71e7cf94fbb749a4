package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The published list of bank branches (PRO-2)")
class IfscTest {

    private static final Ifsc IFSC = new Ifsc();

    @Test
    void knowsANumberedBranch() {
        assertThat(IFSC.branch("HDFC0000060")).hasValue(new Branch("HDFC0000060", "HDFC", "HDFC Bank", "000060"));
        assertThat(IFSC.branch("SBIN0000300"))
                .get()
                .extracting(Branch::bankName)
                .isEqualTo("State Bank of India");
    }

    @Test
    void knowsABranchWithLettersInItsCode() {
        assertThat(IFSC.branch("BARB0BANDRA"))
                .get()
                .extracting(Branch::bankName)
                .isEqualTo("Bank of Baroda");
    }

    @Test
    void namesTheBankThatUsesTheBranchOfAnother() {
        assertThat(IFSC.branch("HDFC0CAACOB"))
                .hasValue(new Branch("HDFC0CAACOB", "AACX", "Akhand Anand Co.op Bank", "CAACOB"));
    }

    @Test
    void readsWhatPeopleTypeInEitherCaseWithSpacesAround() {
        assertThat(IFSC.branch("  hdfc0000060 ")).get().extracting(Branch::ifsc).isEqualTo("HDFC0000060");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HDFC",
                "HDFC0999998",
                "HDFC1000060",
                "HDFCO000060",
                "XXXX0000001",
                "HDFC00000600",
                "HDFC0 00060",
                "HDFC0००००६०",
                "HDFC0ZZZZZZ",
                "SBIN0000300'; drop table people.member; --"
            })
    void knowsNoBranchThatDoesNotExist(String typed) {
        assertThat(IFSC.branch(typed)).isEmpty();
    }

    @Test
    void everyRangeEndsWhereThePublishedListEnds() {
        // Abhyudaya's list runs 65001 to 65032, leaves out 65033, and goes on with 65034.
        assertThat(IFSC.branch("ABHY0065001")).isPresent();
        assertThat(IFSC.branch("ABHY0065032")).isPresent();
        assertThat(IFSC.branch("ABHY0065033")).isEmpty();
        assertThat(IFSC.branch("ABHY0065034")).isPresent();
        assertThat(IFSC.branch("ABHY0065000")).isEmpty();
    }
}
