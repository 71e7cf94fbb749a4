package org.ltet.portal.documents;

import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.documents.fields.PageText;
import org.ltet.portal.documents.reader.Pose;
import org.ltet.portal.documents.reader.ReadResult;

/**
 * Where the words of a document stand.
 *
 * @param count of all pages
 * @param pages those that were read, from the first
 */
record PageLayout(int count, List<Sheet> pages) {

    /**
     * A page as it was read, in pixels of its own.
     *
     * @param quarters and {@code degrees}: how it was turned for that
     */
    record Sheet(int width, int height, int quarters, double degrees, List<PageWord> words) {

        Pose pose() {
            return new Pose(quarters, degrees);
        }
    }

    static PageLayout of(ReadResult result) {
        List<Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < result.pages().size(); i++) {
            PageText page = result.pages().get(i);
            Pose pose = result.poses().get(i);
            sheets.add(new Sheet(
                    Math.max(1, page.width()),
                    Math.max(1, page.height()),
                    pose.quarters(),
                    pose.degrees(),
                    page.words().stream()
                            .map(word -> new PageWord(
                                    word.text(),
                                    word.box().left(),
                                    word.box().top(),
                                    word.box().width(),
                                    word.box().height()))
                            .toList()));
        }
        return new PageLayout(result.count(), sheets);
    }
}
