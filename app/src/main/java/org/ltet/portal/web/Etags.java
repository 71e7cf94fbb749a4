package org.ltet.portal.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Entity tags made of a row's version: read them with GET, send them back in If-Match with every change. */
public final class Etags {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Etags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** @throws ErrorResponseException 428 when If-Match is missing, 412 when it is no tag of ours */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw problem(
                    HttpStatus.PRECONDITION_REQUIRED, "Send the ETag of the version you read in the If-Match header.");
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw problem(HttpStatus.PRECONDITION_FAILED, "The If-Match header holds no ETag of this API.");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
