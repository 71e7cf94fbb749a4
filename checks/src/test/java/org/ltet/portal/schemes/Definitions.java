package org.ltet.portal.schemes;

import java.io.InputStream;
import java.util.Objects;

/** Schemes of the catalogue, for those who fuzz what is read by their definitions. */
public final class Definitions {

    private Definitions() {}

    public static SchemeDefinition of(String code) {
        InputStream json = Definitions.class.getResourceAsStream("/catalogue/" + code + ".json");
        return DefinitionJson.read(Objects.requireNonNull(json, code));
    }
}
