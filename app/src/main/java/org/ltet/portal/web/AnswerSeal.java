package org.ltet.portal.web;

/** Seals what the shell must keep of an answer, which may tell of a person. Provided by the module that holds the keys. */
public interface AnswerSeal {

    /** @param place names the one thing that the content belongs to; it opens nowhere else */
    byte[] seal(byte[] content, String place);

    byte[] open(byte[] sealed, String place);
}
