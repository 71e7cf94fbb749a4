package org.ltet.portal.integrations.hrms;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.people.spi.HrmsDirectory;
import org.ltet.portal.people.spi.HrmsPage;
import org.ltet.portal.people.spi.HrmsPage.Unreadable;
import org.ltet.portal.people.spi.HrmsPerson;
import org.ltet.portal.people.spi.HrmsReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HR system's OData service: companies and locations first, then people in pages as the server cuts them. */
@Component
@EnableConfigurationProperties(HrmsProperties.class)
class ODataHrms implements HrmsDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(ODataHrms.class);
    private static final String EXPAND = "personalInfoNav,employmentNav/jobInfoNav,emailNav,phoneNav,"
            + "homeAddressNavDEFLT,personRelationshipNav,paymentInformationNav";

    private final HrmsProperties properties;
    private final ODataClient client;
    private final JsonMapper json = JsonMapper.shared();

    ODataHrms(HrmsProperties properties, Calls calls, Clock clock) {
        this.properties = properties;
        this.client = new ODataClient(properties, calls, clock);
    }

    @Override
    public HrmsReading read(@Nullable Instant modifiedFrom, @Nullable String cursor) {
        record Companies(Instant serverTime, Map<String, String> names) {}
        Companies companies = client.get(
                "FOCompany",
                address("FOCompany", null),
                (body, time) -> new Companies(time, named(body, company -> text(company, "name"))));
        Map<String, PersonReader.Place> places = client.get(
                "FOLocation",
                address("FOLocation", null),
                (body, time) ->
                        named(body, place -> new PersonReader.Place(text(place, "name"), text(place, "region"))));
        return new Reading(
                companies.serverTime(), new PersonReader(companies.names(), places), firstQuery(modifiedFrom), cursor);
    }

    private String firstQuery(@Nullable Instant modifiedFrom) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance()
                .queryParam("$format", "json")
                .queryParam("$expand", EXPAND)
                .queryParam("$orderby", "personIdExternal")
                .queryParam("$top", properties.pageSize());
        if (modifiedFrom != null) {
            query.queryParam(
                    "$filter",
                    "lastModifiedDateTime ge datetimeoffset'" + modifiedFrom.truncatedTo(ChronoUnit.SECONDS) + "'");
        }
        return Objects.requireNonNull(query.encode().build().getQuery());
    }

    private URI address(String entity, @Nullable String query) {
        return URI.create(properties.url() + "/" + entity + (query == null ? "" : "?" + query));
    }

    private final class Reading implements HrmsReading {

        private final Instant startedAt;
        private final PersonReader reader;
        private final String firstQuery;
        private @Nullable String resumedAt;
        private @Nullable String query;

        Reading(Instant startedAt, PersonReader reader, String firstQuery, @Nullable String cursor) {
            this.startedAt = startedAt;
            this.reader = reader;
            this.firstQuery = firstQuery;
            this.resumedAt = cursor;
            this.query = cursor == null ? firstQuery : cursor;
        }

        @Override
        public Instant startedAt() {
            return startedAt;
        }

        @Override
        public @Nullable HrmsPage nextPage() {
            if (query == null) {
                return null;
            }
            HrmsPage page = page(query);
            resumedAt = null;
            query = page.next();
            return page;
        }

        /** An old cursor that the HR system no longer knows costs a new beginning, not the run. */
        private HrmsPage page(String asked) {
            try {
                return client.get("PerPerson", address("PerPerson", asked), (body, time) -> parse(body));
            } catch (ODataClient.RefusedByHrms e) {
                if (resumedAt == null) {
                    throw e;
                }
                LOG.info("The HR system no longer knows the place where the last reading stopped; beginning anew");
                resumedAt = null;
                return page(firstQuery);
            }
        }

        private HrmsPage parse(InputStream body) throws IOException {
            List<HrmsPerson> people = new ArrayList<>();
            List<Unreadable> unreadable = new ArrayList<>();
            String next = null;
            try (JsonParser parser = json.createParser(body)) {
                expect(parser, "d");
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String property = parser.currentName();
                    parser.nextToken();
                    if (property.equals("results")) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            reader.read(parser.readValueAsTree(), people, unreadable);
                        }
                    } else if (property.equals("__next")) {
                        next = parser.getString();
                    } else {
                        parser.skipChildren();
                    }
                }
            } catch (JacksonIOException e) {
                throw e.getCause();
            }
            return new HrmsPage(people, unreadable, next == null ? null : queryOf(next));
        }
    }

    /** Only the query of the link is followed: a link must not lead our credentials to another host. */
    private static String queryOf(String next) {
        String query = URI.create(next).getRawQuery();
        if (query == null) {
            throw new IllegalStateException("the link to the next page has no query");
        }
        return query;
    }

    private static void expect(JsonParser parser, String wrapper) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT
                || parser.nextToken() != JsonToken.PROPERTY_NAME
                || !parser.currentName().equals(wrapper)
                || parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("the answer is not OData version 2");
        }
    }

    private <T> Map<String, T> named(InputStream body, Function<JsonNode, T> value) {
        JsonNode results = json.readTree(body).path("d").path("results");
        return results.valueStream()
                .collect(toUnmodifiableMap(node -> text(node, "externalCode"), value, (first, second) -> second));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
