package org.ltet.portal.operations.logs;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last net below the log as JSON (SEC-3, OPS-5): what has the look of a number of a person or of an address of mail is
 * masked, whoever wrote it, exceptions of libraries too. Named in {@code logging.structured.json.customizer}.
 */
final class MaskPersonalData implements StructuredLoggingJsonMembersCustomizer<Object> {

    /**
     * Employee, mobile, bank account and Aadhaar numbers, also in groups of four and of five; never a part of an id, a
     * date or a time, for which a colon stands between two numbers.
     */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-]|\\d:)"
            + "(?:\\+?\\d{8,18}|(?:\\+?\\d{2}[ -])?\\d{5}[ -]\\d{5}|\\d{4}[ -]\\d{4}[ -]\\d{4}(?:[ -]\\d{4})?)"
            + "(?![\\w-]|[.:]\\d)");

    private static final Pattern PAN = Pattern.compile("(?<!\\w)[A-Za-z]{5}\\d{4}[A-Za-z](?!\\w)");

    private static final Pattern MAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(JsonWriter.ValueProcessor.of(String.class, MaskPersonalData::masked));
    }

    static String masked(String text) {
        String safe = NUMBER.matcher(text).replaceAll("•••");
        safe = PAN.matcher(safe).replaceAll("•••");
        return safe.indexOf('@') < 0 ? safe : MAIL.matcher(safe).replaceAll("•••");
    }
}
