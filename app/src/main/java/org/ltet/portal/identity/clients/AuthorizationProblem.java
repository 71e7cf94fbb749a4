package org.ltet.portal.identity.clients;

/** A wish that is refused in the face of the program: its address is known to be right, so the answer goes there. */
public final class AuthorizationProblem extends RuntimeException {

    private final String answer;

    AuthorizationProblem(String answer) {
        super("refused to a program");
        this.answer = answer;
    }

    /** The address of the program, with the error. */
    public String answer() {
        return answer;
    }
}
