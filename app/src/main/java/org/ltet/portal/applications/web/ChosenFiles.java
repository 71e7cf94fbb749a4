package org.ltet.portal.applications.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/**
 * Keeps the files that came with a form, whichever of its buttons was pressed. Each file by itself: those that can be
 * accepted are kept, for the others the reason stands at the field.
 */
@Component
class ChosenFiles {

    /** One field holds the photos of bills. */
    static final String PHOTO = "file";

    /** Before the code of a kind of document. */
    private static final String DOCUMENT = "file-";

    private final OwnApplications own;
    private final AttachDocument attachDocument;
    private final BillPhotos photos;

    ChosenFiles(OwnApplications own, AttachDocument attachDocument, BillPhotos photos) {
        this.own = own;
        this.attachDocument = attachDocument;
        this.photos = photos;
    }

    /** The names of those that were kept as documents. */
    List<String> keepDocuments(Page page, UUID id, MultiValueMap<String, MultipartFile> files, Form form) {
        List<String> kept = new ArrayList<>();
        files.forEach((field, chosen) -> {
            if (field.startsWith(DOCUMENT)) {
                kept.addAll(keepDocuments(page, id, field.substring(DOCUMENT.length()), chosen, form));
            }
        });
        return kept;
    }

    List<String> keepDocuments(Page page, UUID id, String type, List<MultipartFile> files, Form form) {
        List<String> kept = new ArrayList<>();
        for (MultipartFile file : named(files)) {
            String name = name(file);
            try (InputStream content = file.getInputStream()) {
                kept.add(attachDocument
                        .attach(id, type, name, content, own.user())
                        .fileName());
            } catch (Refused refused) {
                EditScreens.rejectInvalid(form, type, name, refused, page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    /**
     * The documents that were kept as bills to be checked.
     *
     * @param type kind of document that the bills are; the first when the scheme has no such kind
     */
    List<UUID> keepPhotos(Page page, EditScreen screen, String type, List<MultipartFile> files, Form form) {
        List<UUID> kept = new ArrayList<>();
        for (MultipartFile file : named(files)) {
            String name = name(file);
            try (InputStream content = file.getInputStream()) {
                kept.add(photos.add(screen.view().id(), kind(screen, type), name, content, own.user()));
            } catch (Refused refused) {
                EditScreens.rejectInvalid(form, "photo", name, refused, page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kept;
    }

    private static String kind(EditScreen screen, String type) {
        List<String> kinds = BillPhotos.kinds(screen.definition()).stream()
                .map(SchemeDefinition.Document::code)
                .toList();
        if (kinds.isEmpty()) {
            throw Refused.notFound("document");
        }
        return kinds.contains(type) ? type : kinds.getFirst();
    }

    /** Without the empty part that a browser sends for a field in which nothing was chosen. */
    private static List<MultipartFile> named(List<MultipartFile> files) {
        return files.stream().filter(file -> !name(file).isEmpty()).toList();
    }

    private static String name(MultipartFile file) {
        return String.valueOf(file.getOriginalFilename());
    }
}
