/** The master key that never leaves AWS Key Management Service. */
@NullMarked
package org.ltet.portal.integrations.kms;

import org.jspecify.annotations.NullMarked;
