package org.ltet.portal.identity;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The name under which the portal gives tokens: its own address, as programs and browsers see it (RFC 8414). */
@Component
public class Issuer {

    private final String address;

    Issuer(@Value("${portal.identity.issuer}") String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || address.endsWith("/") || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalStateException(
                    "portal.identity.issuer must be an address as https://portal.example.org without a slash at its end: "
                            + address);
        }
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** The address of one of its pages or endpoints. */
    public String at(String path) {
        return address + path;
    }
}
