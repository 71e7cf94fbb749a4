package org.ltet.simulators.hrms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The interface that the portal reads: people, companies and locations, in pages chosen by the server. */
@RestController
@RequestMapping("/hrms/odata/v2")
final class ODataController {

    private static final int DEFAULT_PAGE = 500;
    private static final int LARGEST_PAGE = 1000;

    private final PeopleDirectory directory;
    private final JsonMapper mapper;

    ODataController(PeopleDirectory directory, JsonMapper mapper) {
        this.directory = directory;
        this.mapper = mapper;
    }

    /** {@code $top} is the size of a page, as the HR system treats it; {@code __next} leads to the rest. */
    @GetMapping("/PerPerson")
    void people(
            @RequestParam(name = "$filter", required = false) @Nullable String filter,
            @RequestParam(name = "$expand", defaultValue = "") String expand,
            @RequestParam(name = "$orderby", defaultValue = "personIdExternal") String order,
            @RequestParam(name = "$top", defaultValue = "" + DEFAULT_PAGE) int top,
            @RequestParam(name = "$skiptoken", required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!order.matches("personIdExternal(\\s+asc)?")) {
            throw new ODataException("COE_UNSUPPORTED_FEATURE", "people can be ordered by personIdExternal only");
        }
        int size = Math.clamp(top, 1, LARGEST_PAGE);
        List<Person> found = directory.page(PeopleFilter.parse(filter), token == null ? "" : decode(token), size + 1);
        List<Person> page = found.subList(0, Math.min(size, found.size()));
        Set<String> navigations =
                Arrays.stream(expand.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
        response.setContentType("application/json;charset=UTF-8");
        String url = request.getRequestURL().toString();
        try (JsonGenerator json = mapper.createGenerator(response.getOutputStream())) {
            var writer = new PersonJson(json, navigations, url.substring(0, url.lastIndexOf('/')));
            json.writeStartObject();
            json.writeObjectPropertyStart("d");
            json.writeArrayPropertyStart("results");
            page.forEach(writer::write);
            json.writeEndArray();
            if (found.size() > size) {
                json.writeStringProperty(
                        "__next", next(url, request, page.getLast().number()));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    @GetMapping("/FOCompany")
    Map<String, Object> companies() {
        return results(directory.atlas().companies.stream()
                .map(company -> Map.<String, Object>of(
                        "externalCode", company.code(), "name", company.name(), "country", "IND", "status", "A"))
                .toList());
    }

    @GetMapping("/FOLocation")
    Map<String, Object> locations() {
        return results(directory.atlas().locations.stream()
                .map(location -> Map.<String, Object>of(
                        "externalCode", location.code(),
                        "name", location.city(),
                        "state", location.state(),
                        "region", location.region(),
                        "country", "IND",
                        "status", "A"))
                .toList());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refuse(ODataException refused) {
        Map<String, Object> message = Map.of("lang", "en-US", "value", String.valueOf(refused.getMessage()));
        return ResponseEntity.badRequest().body(Map.of("error", Map.of("code", refused.code, "message", message)));
    }

    private static Map<String, Object> results(List<Map<String, Object>> rows) {
        return Map.of("d", Map.of("results", rows));
    }

    private static String next(String url, HttpServletRequest request, String last) {
        StringBuilder next = new StringBuilder(url).append('?');
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("$skiptoken")) {
                next.append(name).append('=').append(encode(values[0])).append('&');
            }
        });
        return next.append("$skiptoken=").append(token(last)).toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Holds the last number served, so that it stays valid while people are added or changed. */
    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("v1:" + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("v1:\\d{8}")) {
                return text.substring(3);
            }
        } catch (IllegalArgumentException e) {
            throw new ODataException("COE_INVALID_SKIPTOKEN", "the skip token is not one of ours");
        }
        throw new ODataException("COE_INVALID_SKIPTOKEN", "the skip token is not one of ours");
    }
}
