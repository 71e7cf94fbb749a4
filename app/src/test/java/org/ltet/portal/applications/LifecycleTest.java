package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.applications.Lifecycle.Rule;

@DisplayName("The lifecycle of an application")
class LifecycleTest {

    /** The drawing of the domain, level by level, written down a second time and independently of the table. */
    private static final Set<String> ALLOWED = Set.of(
            "DRAFT > SUBMITTED",
            "DRAFT > DISCARDED",
            "SUBMITTED > UNDER_REVIEW(SCRUTINY)",
            "SUBMITTED > APPROVED",
            "SUBMITTED > WITHDRAWN",
            "UNDER_REVIEW(SCRUTINY) > UNDER_REVIEW(SUB_PANEL)",
            "UNDER_REVIEW(SCRUTINY) > UNDER_REVIEW(APEX_PANEL)",
            "UNDER_REVIEW(SCRUTINY) > APPROVED",
            "UNDER_REVIEW(SCRUTINY) > REJECTED",
            "UNDER_REVIEW(SCRUTINY) > SENT_BACK(SCRUTINY)",
            "UNDER_REVIEW(SCRUTINY) > WITHDRAWN",
            "UNDER_REVIEW(SUB_PANEL) > UNDER_REVIEW(SCRUTINY)",
            "UNDER_REVIEW(SUB_PANEL) > UNDER_REVIEW(APEX_PANEL)",
            "UNDER_REVIEW(SUB_PANEL) > APPROVED",
            "UNDER_REVIEW(SUB_PANEL) > REJECTED",
            "UNDER_REVIEW(SUB_PANEL) > SENT_BACK(SUB_PANEL)",
            "UNDER_REVIEW(SUB_PANEL) > WITHDRAWN",
            "UNDER_REVIEW(APEX_PANEL) > UNDER_REVIEW(SCRUTINY)",
            "UNDER_REVIEW(APEX_PANEL) > UNDER_REVIEW(SUB_PANEL)",
            "UNDER_REVIEW(APEX_PANEL) > APPROVED",
            "UNDER_REVIEW(APEX_PANEL) > REJECTED",
            "UNDER_REVIEW(APEX_PANEL) > SENT_BACK(APEX_PANEL)",
            "UNDER_REVIEW(APEX_PANEL) > WITHDRAWN",
            "SENT_BACK(SCRUTINY) > UNDER_REVIEW(SCRUTINY)",
            "SENT_BACK(SCRUTINY) > LAPSED",
            "SENT_BACK(SCRUTINY) > WITHDRAWN",
            "SENT_BACK(SUB_PANEL) > UNDER_REVIEW(SUB_PANEL)",
            "SENT_BACK(SUB_PANEL) > LAPSED",
            "SENT_BACK(SUB_PANEL) > WITHDRAWN",
            "SENT_BACK(APEX_PANEL) > UNDER_REVIEW(APEX_PANEL)",
            "SENT_BACK(APEX_PANEL) > LAPSED",
            "SENT_BACK(APEX_PANEL) > WITHDRAWN",
            "APPROVED > UNDER_FINANCE",
            "APPROVED > UNDER_REVIEW(SCRUTINY)",
            "UNDER_FINANCE > UNDER_REVIEW(SCRUTINY)",
            "UNDER_FINANCE > DISBURSED",
            // what came back from the bank is not paid
            "DISBURSED > UNDER_FINANCE",
            "UNDER_FINANCE > LAPSED");

    static List<Position> positions() {
        List<Position> all = new ArrayList<>();
        for (ApplicationState state : ApplicationState.values()) {
            if (state.hasLevel()) {
                for (ReviewLevel level : ReviewLevel.values()) {
                    all.add(new Position(state, level));
                }
            } else {
                all.add(Position.at(state));
            }
        }
        return all;
    }

    @Test
    void allowsExactlyTheMovesOfTheDomainAmongAllPairsOfStatesAndLevels() {
        Set<String> found = new HashSet<>();
        for (Position from : positions()) {
            for (Position to : positions()) {
                if (Lifecycle.rule(from, to).isPresent()) {
                    found.add(from + " > " + to);
                }
            }
        }
        assertThat(positions()).hasSize(15);
        assertThat(found).isEqualTo(ALLOWED);
    }

    @Test
    void namesEachPairOnceSoThatARowIsFoundByItsStates() {
        assertThat(Lifecycle.table().stream().map(rule -> rule.from() + " > " + rule.to()))
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesNoWayOutOfAFinalStateButForMoneyThatComesBackAndSomeWayOutOfEveryOther() {
        for (Position from : positions()) {
            boolean leads =
                    Lifecycle.table().stream().anyMatch(rule -> rule.from().equals(from));
            assertThat(leads)
                    .as(from.toString())
                    .isEqualTo(!from.state().isFinal() || from.state() == ApplicationState.DISBURSED);
        }
    }

    @Test
    void letsEveryLevelBeMovedOnlyByItsOwnRoleTheMemberOrAJob() {
        for (Rule rule : Lifecycle.table()) {
            ReviewLevel level = rule.from().level();
            if (rule.from().state() == ApplicationState.UNDER_REVIEW && level != null && rule.move() != Move.WITHDRAW) {
                assertThat(rule.who()).as(rule.toString()).containsExactly(level.role());
            }
        }
    }

    @Test
    void refusesAStateWithAMissingOrAStrangeLevel() {
        assertThatThrownBy(() -> Position.at(ApplicationState.UNDER_REVIEW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(ApplicationState.APPROVED, ReviewLevel.SCRUTINY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsItsDiagramInTheDocumentation() throws IOException {
        Path page = Path.of("..", "docs", "states", "application.md");
        String text =
                "# States of an application\n\nMade from the table in `Lifecycle`; the test `LifecycleTest` keeps it"
                        + " in step (run it with `-Dwrite.docs` to write this page anew).\n\n```mermaid\n"
                        + Lifecycle.diagram() + "```\n\n| from | to | move | who | condition |\n|---|---|---|---|---|\n"
                        + rows();
        if (Boolean.getBoolean("write.docs")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page)).isEqualTo(text);
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder();
        for (Rule rule : Lifecycle.table()) {
            String who = String.join(
                    ", ", rule.who().stream().map(Enum::name).sorted().toList());
            rows.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(rule.from(), rule.to(), rule.move(), who, rule.condition()));
        }
        return rows.toString();
    }
}
