package org.ltet.portal.people.web;

import java.time.LocalDate;

/** Ages as people count them; who was born on 29 February has the birthday on 28 February in other years. */
public final class Ages {

    private Ages() {}

    public static int on(LocalDate day, LocalDate birthDate) {
        int age = day.getYear() - birthDate.getYear();
        return birthDate.plusYears(age).isAfter(day) ? age - 1 : age;
    }
}
