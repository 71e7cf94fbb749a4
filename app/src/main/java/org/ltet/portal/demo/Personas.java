package org.ltet.portal.demo;

import static org.ltet.portal.identity.Role.MEMBER;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;

/** The people of the demonstration, one for each role; the HRMS simulator knows them under the same numbers. */
final class Personas {

    static final String SCRUTINY_OFFICER = "10000011";
    static final String TRUST_ADMIN = "10000017";
    static final String HEAD = "10000018";

    private static final Scope BUILDINGS_AND_POWER = new Scope(Set.of("BLDG", "POWR"), Set.of(), Set.of());

    /** One account of the demonstration. */
    record Persona(String number, String name, Map<Role, Scope> roles) {

        NewAccount account(String password) {
            return new NewAccount(number, name, null, password, roles);
        }
    }

    static final List<Persona> ALL = List.of(
            member("10000001", "Ramesh Patil"),
            member("10000002", "Lakshmi Iyer"),
            member("10000003", "Radha Nair"),
            staff(SCRUTINY_OFFICER, "Meera Joshi", Role.SCRUTINY_OFFICER, Scope.EVERYWHERE),
            staff("10000012", "Arjun Rao", Role.SCRUTINY_OFFICER, BUILDINGS_AND_POWER),
            staff("10000013", "Farida Sheikh", Role.SUB_PANEL_MEMBER, Scope.EVERYWHERE),
            staff("10000014", "Vikram Singh", Role.APEX_PANEL_MEMBER, Scope.EVERYWHERE),
            staff("10000015", "Priya Menon", Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE),
            staff("10000016", "Debashish Ghosh", Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE),
            staff(TRUST_ADMIN, "Anjali Deshmukh", Role.TRUST_ADMIN, Scope.EVERYWHERE),
            staff(HEAD, "Harish Chandra Gupta", Role.HEAD, Scope.EVERYWHERE),
            staff("10000019", "Thomas Kurian", Role.SYSTEM_ADMIN, Scope.EVERYWHERE),
            staff("10000020", "Kavita Reddy", Role.HELPDESK_AGENT, Scope.EVERYWHERE));

    private Personas() {}

    /** The secret of a persona's authenticator app: 20 bytes that everybody may know. */
    static byte[] appSecret(String number) {
        return ("demo-factor-" + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static Persona member(String number, String name) {
        return new Persona(number, name, Map.of(MEMBER, Scope.EVERYWHERE));
    }

    /** The trust's staff are employees too, so each is a member as well. */
    private static Persona staff(String number, String name, Role role, Scope scope) {
        Map<Role, Scope> roles = new EnumMap<>(Role.class);
        roles.put(MEMBER, Scope.EVERYWHERE);
        roles.put(role, scope);
        return new Persona(number, name, roles);
    }
}
