/** Pages of people: the member's profile, and the HR system's runs for administrators. */
@NullMarked
package org.ltet.portal.people.web;

import org.jspecify.annotations.NullMarked;
