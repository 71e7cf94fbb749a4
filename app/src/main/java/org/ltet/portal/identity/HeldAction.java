package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;

/**
 * A form that was sent when the second factor was missing or too old. It is held in the session until the factor is
 * given, so that nothing typed is lost; it can only be sent on to where it was going. Numbers that are sealed wherever
 * they lie (SEC-3) are not held: their form asks for them again.
 */
public record HeldAction(String path, Map<String, List<String>> fields) implements Serializable {

    private static final String ATTRIBUTE = HeldAction.class.getName();
    private static final String CSRF = "_csrf";
    private static final Set<String> SEALED_FIELDS = Set.of("number", "numberAgain");
    private static final String FORMS_WITH_SEALED_FIELDS = "/profile/";

    /** To a program's address, which the policy of the page that sends a held form on does not allow. */
    private static final String LEADS_ELSEWHERE = "/oauth2/authorize";

    private static final int MOST_FIELDS = 500;
    private static final int MOST_CHARACTERS = 64 * 1024;

    static void hold(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        session.removeAttribute(ATTRIBUTE);
        String path = request.getRequestURI();
        String type = request.getContentType();
        if (!request.getMethod().equals("POST")
                || path.startsWith("//")
                || path.equals(LEADS_ELSEWHERE)
                || type == null
                || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return;
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        long characters = 0;
        for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
            if (field.getKey().equals(CSRF)
                    || path.startsWith(FORMS_WITH_SEALED_FIELDS) && SEALED_FIELDS.contains(field.getKey())) {
                continue;
            }
            fields.put(field.getKey(), new ArrayList<>(List.of(field.getValue())));
            for (String value : field.getValue()) {
                characters += value.length();
            }
        }
        if (fields.size() <= MOST_FIELDS && characters <= MOST_CHARACTERS) {
            session.setAttribute(ATTRIBUTE, new HeldAction(path, fields));
        }
    }

    public static boolean isThere(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof HeldAction;
    }

    /** The form that waits; it is given out once. */
    public static Optional<HeldAction> take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof HeldAction held)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(held);
    }
}
