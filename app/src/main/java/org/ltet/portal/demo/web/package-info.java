/** What the demonstration alone answers. */
@NullMarked
package org.ltet.portal.demo.web;

import org.jspecify.annotations.NullMarked;
