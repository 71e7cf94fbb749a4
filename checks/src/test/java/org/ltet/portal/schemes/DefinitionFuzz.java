package org.ltet.portal.schemes;

import org.ltet.checks.Input;
import tools.jackson.core.JacksonException;

/** A scheme's definition as JSON: read, and then read again alike, or refused. */
public final class DefinitionFuzz {

    private DefinitionFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        SchemeDefinition definition;
        try {
            definition = DefinitionJson.read(Input.text(input));
        } catch (JacksonException refused) {
            return;
        }
        if (definition != null) {
            String written = DefinitionJson.write(definition);
            Input.holds(written.equals(DefinitionJson.write(DefinitionJson.read(written))), "another the second time");
        }
    }
}
