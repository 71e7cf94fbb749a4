/**
 * Finds the fields of bills and certificates among the words of their pages. Pure functions over words with their
 * places and confidences: nothing here knows of pictures, files or the portal.
 */
@NullMarked
package org.ltet.portal.documents.fields;

import org.jspecify.annotations.NullMarked;
