package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.tika.Tika;
import org.ltet.portal.documents.checker.CheckerMain;
import org.ltet.portal.documents.checker.Finding;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Decides whether a file is what the portal accepts (DOC-1): told from its content, then from its inside. */
@Component
class ContentCheck {

    private static final int PREFIX = 64 * 1024;
    private static final byte[] PDF_START = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final FileStore files;
    private final Checkers checkers;
    private final Tika tika = new Tika();

    ContentCheck(FileStore files, Checkers checkers) {
        this.files = files;
        this.checkers = checkers;
    }

    /** @throws Refused with the reason, field "file" */
    MediaKind accept(UUID id, FileStore.Written written, String fileName) {
        try {
            MediaKind kind = kindOf(id, written, fileName);
            try (InputStream content = files.read(id, written.wrappedKey())) {
                byte request = kind == MediaKind.PDF ? CheckerMain.PDF : CheckerMain.PICTURE;
                Optional<Finding> finding = checkers.check(request, content, written.size());
                if (finding.isPresent()) {
                    throw refusal(finding.get());
                }
            }
            return kind;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot look into file " + id, failed);
        }
    }

    private MediaKind kindOf(UUID id, FileStore.Written written, String fileName) throws IOException {
        byte[] prefix;
        try (InputStream content = files.read(id, written.wrappedKey())) {
            prefix = content.readNBytes(PREFIX);
        }
        Optional<MediaKind> named = MediaKind.ofExtension(FileNames.extension(fileName));
        Optional<MediaKind> found = MediaKind.ofMediaType(tika.detect(prefix)).filter(kind -> startsAs(prefix, kind));
        if (found.isEmpty()) {
            throw named.isPresent()
                    ? Refused.invalidField(
                            "file",
                            "documents.notWhatItSays",
                            fileName,
                            named.get().label())
                    : Refused.invalidField("file", "documents.otherType", fileName);
        }
        MediaKind kind = found.get();
        if (named.isPresent() && !kind.mayBeNamed(named.get())) {
            throw Refused.invalidField(
                    "file", "documents.notWhatItSays", fileName, named.get().label());
        }
        return kind;
    }

    /** A file must begin as its kind does: one that also begins as something else is made to deceive. */
    static boolean startsAs(byte[] prefix, MediaKind kind) {
        byte[] start = switch (kind) {
            case PDF -> PDF_START;
            case PNG -> PNG_START;
            case JPEG -> JPEG_START;
        };
        return prefix.length > start.length && Arrays.equals(prefix, 0, start.length, start, 0, start.length);
    }

    private static Refused refusal(Finding finding) {
        String code = "documents." + finding.code();
        return finding.detail() == 0
                ? Refused.invalidField("file", code)
                : Refused.invalidField("file", code, finding.detail());
    }
}
