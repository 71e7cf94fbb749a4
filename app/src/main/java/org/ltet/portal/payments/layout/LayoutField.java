package org.ltet.portal.payments.layout;

import org.jspecify.annotations.Nullable;

/**
 * One field of a line. What does not apply is kept in its plainest form, so that two fields that write the same are equal.
 *
 * @param text what always stands there; of {@link LayoutContent#TEXT} only
 * @param width the most characters, and with fixed widths exactly so many
 * @param format one of {@link LayoutContent#formats()}
 * @param align at which end the value stands, with fixed widths
 * @param fill what fills the rest, with fixed widths
 */
public record LayoutField(LayoutContent content, String text, int width, String format, Align align, Fill fill) {

    public enum Align {
        LEFT,
        RIGHT
    }

    public enum Fill {
        SPACE(' '),
        ZERO('0');

        private final char character;

        Fill(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /** Whatever a program or an older release left out is taken as the plainest. */
    public LayoutField(
            @Nullable LayoutContent content,
            @Nullable String text,
            int width,
            @Nullable String format,
            @Nullable Align align,
            @Nullable Fill fill) {
        this.content = content == null ? LayoutContent.TEXT : content;
        this.text = text == null || this.content != LayoutContent.TEXT ? "" : text;
        this.width = width;
        this.format = format != null && this.content.formats().contains(format)
                ? format
                : this.content.formats().stream().findFirst().orElse("");
        this.align = align == null ? Align.LEFT : align;
        this.fill = fill == null ? Fill.SPACE : fill;
    }

    static LayoutField text(String text) {
        return new LayoutField(LayoutContent.TEXT, text, Math.max(1, text.length()), "", Align.LEFT, Fill.SPACE);
    }

    static LayoutField of(LayoutContent content, int width) {
        return new LayoutField(content, "", width, "", Align.LEFT, Fill.SPACE);
    }

    int least() {
        return content == LayoutContent.TEXT ? text.length() : content.least(format);
    }
}
