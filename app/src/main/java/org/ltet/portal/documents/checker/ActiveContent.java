package org.ltet.portal.documents.checker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every object of a PDF, reachable from its pages or not, for what acts when the file is opened: scripts,
 * programs to launch, files inside the file, forms that send themselves, media players. An opening action that only
 * says which page to show is harmless and common.
 */
final class ActiveContent {

    private static final Set<String> KEYS =
            Set.of("JS", "JavaScript", "EmbeddedFile", "EmbeddedFiles", "XFA", "RichMediaContent", "Launch");
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "SubmitForm",
            "ImportData",
            "GoToE",
            "Rendition",
            "Movie",
            "RichMediaExecute",
            "GoTo3DView");
    private static final Set<String> TYPES = Set.of("EmbeddedFile");
    private static final Set<String> SUBTYPES = Set.of("FileAttachment", "RichMedia", "Screen", "Movie", "3D");

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> ahead = new ArrayDeque<>();
    private long mostPixels;

    /** Of the largest picture seen. */
    long mostPixels() {
        return mostPixels;
    }

    boolean findIn(COSDocument document) throws IOException {
        push(document.getTrailer());
        for (COSObjectKey key : List.copyOf(document.getXrefTable().keySet())) {
            push(document.getObjectFromPool(key));
        }
        while (!ahead.isEmpty()) {
            if (isActive(ahead.pop())) {
                return true;
            }
        }
        return false;
    }

    private boolean isActive(COSBase value) {
        return switch (value) {
            case COSObject reference -> {
                push(reference.getObject());
                yield false;
            }
            case COSArray array -> {
                array.iterator().forEachRemaining(this::push);
                yield false;
            }
            case COSDictionary dictionary -> {
                dictionary.getValues().forEach(this::push);
                if ("Image".equals(name(dictionary, COSName.SUBTYPE))) {
                    long pixels = Math.max(0L, dictionary.getInt(COSName.WIDTH))
                            * Math.max(0, dictionary.getInt(COSName.HEIGHT));
                    mostPixels = Math.max(mostPixels, pixels);
                }
                yield isActive(dictionary);
            }
            default -> false;
        };
    }

    private static boolean isActive(COSDictionary dictionary) {
        for (COSName key : dictionary.keySet()) {
            if (KEYS.contains(key.getName())) {
                return true;
            }
        }
        return ACTIONS.contains(name(dictionary, COSName.S))
                || TYPES.contains(name(dictionary, COSName.TYPE))
                || SUBTYPES.contains(name(dictionary, COSName.SUBTYPE))
                || opensWithMoreThanAPage(dictionary);
    }

    /** "OpenAction" may be a place in the document (an array) or an action; of actions only going to a page is let by. */
    private static boolean opensWithMoreThanAPage(COSDictionary dictionary) {
        return dictionary.getDictionaryObject(COSName.OPEN_ACTION) instanceof COSDictionary action
                && !"GoTo".equals(name(action, COSName.S));
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private void push(@Nullable COSBase value) {
        if (value != null && seen.add(value)) {
            ahead.push(value);
        }
    }
}
