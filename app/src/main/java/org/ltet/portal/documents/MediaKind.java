package org.ltet.portal.documents;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file that are accepted. */
enum MediaKind {
    PDF("application/pdf", List.of("pdf")),
    JPEG("image/jpeg", List.of("jpg", "jpeg", "jpe", "jfif")),
    PNG("image/png", List.of("png"));

    private final String mediaType;
    private final List<String> extensions;

    MediaKind(String mediaType, List<String> extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    String mediaType() {
        return mediaType;
    }

    /** As people write it. */
    String label() {
        return this == JPEG ? "JPG" : name();
    }

    static Optional<MediaKind> ofMediaType(String mediaType) {
        return List.of(values()).stream()
                .filter(kind -> kind.mediaType.equals(mediaType))
                .findFirst();
    }

    static Optional<MediaKind> ofExtension(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(kind -> kind.extensions.contains(lower))
                .findFirst();
    }

    /** The name with an extension that fits the content, so that a downloaded file opens. */
    String nameFor(String fileName) {
        if (extensions.contains(FileNames.extension(fileName))) {
            return fileName;
        }
        return ofExtension(FileNames.extension(fileName)).isPresent()
                ? FileNames.withExtension(fileName, extensions.getFirst())
                : fileName + "." + extensions.getFirst();
    }

    /** Phones often save a JPG under a PNG's name and the other way round; that is no deceit. */
    boolean mayBeNamed(MediaKind named) {
        return this == named || (this != PDF && named != PDF);
    }
}
