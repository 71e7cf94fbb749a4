package org.ltet.portal.documents;

import java.io.InputStream;

/**
 * A file as it arrives from a person.
 *
 * @param type requirement code of the scheme
 * @param fileName as the person's device named it; cleaned before it is kept
 * @param content read once, to its end at most; the caller closes it
 */
public record NewDocument(DocumentOwner owner, String type, String fileName, InputStream content, String addedBy) {}
