package org.ltet.portal.applications.web;

/**
 * Asks before something is done that cannot simply be undone, and says what will happen.
 *
 * @param consequence names the thing and what becomes of it
 * @param actionKey the words of the button
 * @param withComment offers to say why
 */
public record Confirmation(
        Said title,
        Said consequence,
        String actionKey,
        String action,
        String back,
        long version,
        boolean withComment) {}
