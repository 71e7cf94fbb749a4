/** Screens of programs: the register for the system admin, the question to the person, what the person permitted. */
@NullMarked
package org.ltet.portal.identity.clients.web;

import org.jspecify.annotations.NullMarked;
