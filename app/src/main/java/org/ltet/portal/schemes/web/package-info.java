/** Pages of schemes: what a member can apply for and why, and one scheme in full. */
@NullMarked
package org.ltet.portal.schemes.web;

import org.jspecify.annotations.NullMarked;
