package org.ltet.portal.review.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.checks.Input;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Desk;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The filter of the queue: kept in an address of the queue, from which the same filter is read again. */
public final class FilterFuzz {

    private static final List<String> FIELDS = List.of("scheme", "ic", "state", "age", "from", "to", "number");

    private static final Desk DESK =
            Desk.own(new User(new UUID(0, 1), "10000011", "Reviewer", Map.of()), ReviewLevel.SCRUTINY);

    private FilterFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> values = Input.lines(input, FIELDS.size());
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            typed.add(FIELDS.get(i), values.get(i));
        }
        QueueFilterForm form = new QueueFilterForm(typed);
        String address = form.address(DESK, "tab", "waiting");
        URI parsed = URI.create(address);
        Input.holds("/review".equals(parsed.getPath()) && parsed.getHost() == null, "leads elsewhere: " + address);
        MultiValueMap<String, String> again = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .forEach((name, list) ->
                        list.forEach(value -> again.add(name, value == null ? "" : UriUtils.decode(value, "UTF-8"))));
        Input.holds(
                new QueueFilterForm(again).filter().equals(form.filter()),
                "another filter from its address: " + address);
    }
}
