package org.ltet.portal.web;

/**
 * One entry of the main navigation.
 *
 * @param labelKey message key
 * @param icon name in the icon sprite
 * @param order smaller comes first
 */
public record NavigationItem(String href, String labelKey, String icon, int order) {}
