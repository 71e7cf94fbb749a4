/** The frame of every screen and of the API: page shell, forms, messages, errors, contributions of the modules. */
@NullMarked
package org.ltet.portal.web;

import org.jspecify.annotations.NullMarked;
