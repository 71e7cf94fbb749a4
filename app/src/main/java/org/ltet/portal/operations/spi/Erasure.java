package org.ltet.portal.operations.spi;

import org.jspecify.annotations.Nullable;

/**
 * What became of one kind of data when its owner asked for erasure.
 *
 * @param what its words are the message {@code erasure.<what>}
 * @param erased how many records were erased or made nameless
 * @param kept how many stay
 * @param ground why they stay, where some do
 */
public record Erasure(
        String what, long erased, long kept, @Nullable LegalGround ground) {

    public static Erasure erased(String what, long erased) {
        return new Erasure(what, erased, 0, null);
    }

    public static Erasure kept(String what, long kept, LegalGround ground) {
        return new Erasure(what, 0, kept, ground);
    }
}
