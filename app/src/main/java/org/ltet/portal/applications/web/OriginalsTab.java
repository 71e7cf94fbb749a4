package org.ltet.portal.applications.web;

/** A part of the register of original papers, with how many letters it lists. */
public record OriginalsTab(String label, String href, int count, boolean current) {}
