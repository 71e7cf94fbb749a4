package org.ltet.simulators.hrms;

/** A request that the HR system refuses, with the code it gives in its error body. */
final class ODataException extends RuntimeException {

    final String code;

    ODataException(String code, String message) {
        super(message);
        this.code = code;
    }
}
