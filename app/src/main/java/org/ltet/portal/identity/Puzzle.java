package org.ltet.portal.identity;

/**
 * A puzzle for the browser of a visitor.
 *
 * @param bits so many zero bits begin the SHA-256 of "value:solution"
 */
public record Puzzle(String value, int bits) {}
