package org.ltet.portal.payments.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.layout.LayoutDefinition.Part;

/**
 * One difference between two layouts. A field that moved is shown as taken out there and put in here.
 *
 * @param place "separator", or the line and the place in it, counted from 1: "columns 3"
 * @param before none where something was put in
 * @param after none where something was taken out
 */
public record LayoutChange(
        String place, @Nullable String before, @Nullable String after) {

    /** Of settings first, then of each line from left to right. */
    public static List<LayoutChange> between(LayoutDefinition from, LayoutDefinition to) {
        List<LayoutChange> changes = new ArrayList<>();
        Map<String, String> old = settings(from);
        settings(to).forEach((setting, after) -> {
            String before = Objects.requireNonNull(old.get(setting));
            if (!before.equals(after)) {
                changes.add(new LayoutChange(setting, before, after));
            }
        });
        for (Part part : Part.values()) {
            changes.addAll(ofLine(part, words(from, part), words(to, part)));
        }
        return changes;
    }

    private static Map<String, String> settings(LayoutDefinition layout) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shape", layout.shape().name());
        settings.put("separator", layout.separator().equals("\t") ? "TAB" : layout.separator());
        settings.put("quoting", layout.quoting().name());
        settings.put("lineEnd", layout.lineEnd().name());
        settings.put("extension", layout.extension());
        settings.put("symbols", layout.symbols());
        return settings;
    }

    private static List<String> words(LayoutDefinition layout, Part part) {
        return layout.fields(part).stream()
                .map(field -> field.content()
                        + (field.content() == LayoutContent.TEXT ? " \"" + field.text() + "\"" : "")
                        + (field.content() == LayoutContent.TEXT && layout.delimited() ? "" : " " + field.width())
                        + (field.format().isEmpty() ? "" : " " + field.format())
                        + (layout.delimited() ? "" : " " + field.align() + " " + field.fill()))
                .toList();
    }

    /** By the longest run of fields that both have: what is outside it was put in or taken out. */
    private static List<LayoutChange> ofLine(Part part, List<String> from, List<String> to) {
        int[][] common = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                common[i][j] = from.get(i).equals(to.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<LayoutChange> changes = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                i++;
                j++;
            } else if (j >= to.size() || (i < from.size() && common[i + 1][j] >= common[i][j + 1])) {
                changes.add(new LayoutChange(part.key() + " " + (i + 1), from.get(i), null));
                i++;
            } else {
                changes.add(new LayoutChange(part.key() + " " + (j + 1), null, to.get(j)));
                j++;
            }
        }
        return changes;
    }
}
