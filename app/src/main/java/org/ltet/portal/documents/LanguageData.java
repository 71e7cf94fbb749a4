package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The languages that can be read. English comes with the portal and is laid where the reading process finds it, Hindi is
 * taken from the system where it is installed.
 */
@Component
class LanguageData {

    private static final List<String> OWN = List.of("eng", "osd");
    private static final String HINDI = "hin";
    private static final String ENDING = ".traineddata";

    private final Path folder;
    private final Path system;

    LanguageData(
            @Value("${portal.documents.reading-directory:${portal.data-directory}/reading}") Path folder,
            @Value("${portal.documents.system-languages:/usr/share/tesseract-ocr}") Path system) {
        this.folder = folder.toAbsolutePath().normalize();
        this.system = system;
    }

    /** The folder with all files in place. */
    synchronized Path folder() {
        try {
            Files.createDirectories(folder);
            for (String language : OWN) {
                place(language);
            }
            Optional<Path> hindi = hindi();
            if (hindi.isPresent()) {
                put(hindi.get(), folder.resolve(HINDI + ENDING));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot use the folder " + folder, failed);
        }
    }

    /** As Tesseract takes them, the most frequent first. */
    String languages() {
        return Files.exists(folder.resolve(HINDI + ENDING)) ? "eng+" + HINDI : "eng";
    }

    private void place(String language) throws IOException {
        Path target = folder.resolve(language + ENDING);
        if (Files.exists(target)) {
            return;
        }
        try (InputStream data = LanguageData.class.getResourceAsStream("/tessdata/" + language + ENDING)) {
            if (data == null) {
                throw new IOException("No language data for " + language);
            }
            Path part = Files.createTempFile(folder, language, ".part");
            Files.copy(data, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Optional<Path> hindi() throws IOException {
        if (!Files.isDirectory(system)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(system, 3)) {
            return files.filter(file -> file.endsWith(HINDI + ENDING)).findFirst();
        }
    }

    private static void put(Path source, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.copy(source, target);
        }
    }
}
