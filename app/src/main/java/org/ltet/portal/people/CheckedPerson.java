package org.ltet.portal.people;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.spi.HrmsPerson;

/**
 * A person fit to be stored.
 *
 * @param account null where there is none, or it was set aside
 * @param fingerprint equal for equal records
 */
record CheckedPerson(
        HrmsPerson person,
        String status,
        @Nullable LocalDate retirementDate,
        @Nullable LocalDate deathDate,
        @Nullable LocalDate leftDate,
        @Nullable CheckedAccount account,
        byte[] fingerprint) {

    /** Raised when more of a record is taken over than before, so that known records are looked at again. */
    private static final byte FINGERPRINT_VERSION = 2;

    /**
     * @param indexes the number's blind indexes
     * @param mark of the number, under a key that is not replaced: by it a record is known again for good
     */
    record CheckedAccount(String ifsc, String number, byte[][] indexes, byte[] mark, String holder) {

        @Override
        public String toString() {
            return "CheckedAccount[" + ifsc + "]";
        }
    }

    String employeeNumber() {
        return person.employeeNumber();
    }

    /** In the order of their keys: the HR system may send them in any. */
    List<HrmsPerson.Relative> relatives() {
        return person.relatives().stream()
                .sorted(Comparator.comparing(HrmsPerson.Relative::key))
                .toList();
    }

    static CheckedPerson of(
            HrmsPerson person,
            String status,
            @Nullable LocalDate retirementDate,
            @Nullable LocalDate deathDate,
            @Nullable LocalDate leftDate,
            @Nullable CheckedAccount account) {
        CheckedPerson draft =
                new CheckedPerson(person, status, retirementDate, deathDate, leftDate, account, new byte[0]);
        return new CheckedPerson(
                person, status, retirementDate, deathDate, leftDate, account, draft.reckonFingerprint());
    }

    /** The account number goes in only as its mark. */
    private byte[] reckonFingerprint() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FINGERPRINT_VERSION);
            write(out, person.name(), status, person.birthDate(), person.startDate());
            write(out, retirementDate, deathDate, leftDate);
            HrmsPerson.Posting posting = person.posting();
            write(out, posting.ic(), posting.icName(), posting.region(), posting.location());
            write(out, posting.department(), posting.grade(), posting.salaryBand());
            HrmsPerson.Contact contact = person.contact();
            write(out, contact.email(), contact.mobile(), contact.line());
            write(out, contact.city(), contact.state(), contact.pin());
            for (HrmsPerson.Relative relative : relatives()) {
                write(out, relative.key(), relative.kinship(), relative.name(), relative.birthDate());
                write(out, relative.disabled(), relative.disabilityPercent());
            }
            if (account != null) {
                write(out, account.ifsc(), account.holder());
                out.write(account.mark());
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(DataOutputStream out, @Nullable Object... values) throws IOException {
        for (Object value : values) {
            out.writeUTF(value == null ? "" : value.toString());
        }
    }
}
