package org.ltet.portal.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside the rule on who may use a handler: the second factor must have been given just now (ACC-4, the setting
 * {@code portal.identity.fresh-factor}). A person whose factor is older is asked for it and comes back to the same
 * action with what was typed; a program gets 401 with {@code insufficient_user_authentication} (RFC 9470).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshFactor {}
