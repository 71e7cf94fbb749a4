package org.ltet.portal.documents;

import org.apache.tika.Tika;
import org.ltet.checks.Input;

/** Telling what a file is from its first bytes. */
public final class SniffingFuzz {

    private static final Tika TIKA = new Tika();

    private SniffingFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        MediaKind.ofMediaType(TIKA.detect(input))
                .filter(kind -> ContentCheck.startsAs(input, kind))
                .ifPresent(kind -> {
                    boolean pdf = Input.text(input).startsWith("%PDF-");
                    boolean jpeg = input.length > 2 && input[0] == (byte) 0xff && input[1] == (byte) 0xd8;
                    boolean png = input.length > 7 && input[0] == (byte) 0x89 && input[1] == 'P';
                    Input.holds(
                            switch (kind) {
                                case PDF -> pdf;
                                case JPEG -> jpeg;
                                case PNG -> png;
                            },
                            "taken for what it does not begin as");
                });
    }
}
