/** Documents in Amazon S3. */
@NullMarked
package org.ltet.portal.integrations.s3;

import org.jspecify.annotations.NullMarked;
