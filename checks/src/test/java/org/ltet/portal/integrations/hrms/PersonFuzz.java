package org.ltet.portal.integrations.hrms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ltet.checks.Input;
import org.ltet.portal.people.spi.HrmsPage.Unreadable;
import org.ltet.portal.people.spi.HrmsPerson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record of the HR system's OData service: a person, or the reason why it is none. */
public final class PersonFuzz {

    private static final PersonReader READER =
            new PersonReader(Map.of("HYD", "Hydrocarbon"), Map.of("L1", new PersonReader.Place("Hazira", "West")));

    private PersonFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(input);
        } catch (JacksonException refused) {
            return;
        }
        List<HrmsPerson> people = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        READER.read(node, people, unreadable);
        Input.holds(people.size() + unreadable.size() == 1, "neither a person nor a reason");
    }
}
