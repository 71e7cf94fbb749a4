/**
 * Files people hand in and files the trust makes: checked before they are taken, encrypted at rest, verified on every
 * read. Owners (an application, a voucher batch) are opaque: their modules say who may read.
 */
@NullMarked
package org.ltet.portal.documents;

import org.jspecify.annotations.NullMarked;
