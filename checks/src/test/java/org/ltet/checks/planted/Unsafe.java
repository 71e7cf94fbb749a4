package org.ltet.checks.planted;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.crypto.Cipher;

/** Three mistakes that must never be built. */
final class Unsafe {

    private Unsafe() {}

    static Cipher weakCipher() throws GeneralSecurityException {
        return Cipher.getInstance("DES/ECB/PKCS5Padding");
    }

    static Process whatTheBrowserSays(HttpServletRequest request) throws IOException {
        return Runtime.getRuntime().exec(new String[] {"sh", "-c", request.getParameter("command")});
    }

    static boolean joinedSql(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from people where name = '" + name + "'")) {
            return found.next();
        }
    }
}
