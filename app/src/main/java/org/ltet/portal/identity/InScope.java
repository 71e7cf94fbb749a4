package org.ltet.portal.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside the rule on who may use an operation of the API: the scope that a token needs for it (ACC-8). An operation
 * without one takes no token at all. The scope at a method counts before the one at its class.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface InScope {

    /** One scope; none for an operation on the token itself, which every token may use. */
    ApiScope[] value();

    /** Whether a program may use it that acts for itself and no person: never for what belongs to a member. */
    boolean systems() default false;
}
