package org.ltet.portal.documents.checker;

/** Pictures: found fine or refused, whatever their header promises. */
public final class PictureFuzz {

    private static final PictureCheck CHECK = new PictureCheck(4_000_000);

    private PictureFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(input);
    }
}
