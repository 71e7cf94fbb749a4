/** Programs that use the API: their register, how they prove who they are, and what people permit them (ACC-8). */
@NullMarked
package org.ltet.portal.identity.clients;

import org.jspecify.annotations.NullMarked;
