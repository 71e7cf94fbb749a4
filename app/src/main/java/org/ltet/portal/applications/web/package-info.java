/** The member's screens: own applications, the form step by step, tracking, the printable form. */
@NullMarked
package org.ltet.portal.applications.web;

import org.jspecify.annotations.NullMarked;
