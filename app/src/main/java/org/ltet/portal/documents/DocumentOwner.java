package org.ltet.portal.documents;

import java.util.UUID;

/**
 * The thing a document belongs to, opaque to this module.
 *
 * @param kind the owner's kind, as "application"; one {@code DocumentAccess} answers for each kind
 */
public record DocumentOwner(String kind, UUID id) {}
