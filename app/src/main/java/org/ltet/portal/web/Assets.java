package org.ltet.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/** Addresses of style sheets and scripts that change with their content, so that browsers may keep them for long. */
final class Assets {

    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Assets() {}

    static String address(String name) {
        return ADDRESSES.computeIfAbsent(name, Assets::withChecksum);
    }

    private static String withChecksum(String name) {
        try (InputStream content = open(name)) {
            CRC32 checksum = new CRC32();
            checksum.update(content.readAllBytes());
            return "/assets/" + name + "?v=" + Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        for (String folder : new String[] {"/static/", "/META-INF/resources/webjars/"}) {
            InputStream content = Assets.class.getResourceAsStream(folder + name);
            if (content != null) {
                return content;
            }
        }
        throw new IOException("No such asset: " + name);
    }
}
