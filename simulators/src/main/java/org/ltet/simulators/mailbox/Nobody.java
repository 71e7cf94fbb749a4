package org.ltet.simulators.mailbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** A user of the mail server with no mailbox: what is delivered here is gone. */
record Nobody(String email) implements GreenMailUser {

    @Override
    public String getEmail() {
        return email;
    }

    @Override
    public String getLogin() {
        return email;
    }

    @Override
    public void deliver(MovingMessage message) {
        // Kept by the mailbox already.
    }

    @Override
    public void deliver(MimeMessage message) {
        // Kept by the mailbox already.
    }

    @Override
    public void create() {
        // There is nothing to create.
    }

    @Override
    public void delete() {
        // There is nothing to delete.
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void setPassword(String password) {
        // Nobody signs in.
    }

    @Override
    public void authenticate(String password) {
        // Nobody signs in.
    }

    @Override
    public String getQualifiedMailboxName() {
        return email;
    }
}
