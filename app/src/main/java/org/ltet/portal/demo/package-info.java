/** Demonstration data, made through the same use cases that people use; only in the profile "demo". */
@NullMarked
package org.ltet.portal.demo;

import org.jspecify.annotations.NullMarked;
