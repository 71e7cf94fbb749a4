package org.ltet.portal.schemes;

import java.util.List;

/**
 * One scheme as it stands for a member before a form is filled.
 *
 * @param people those of the family whom the scheme covers, each with what the rules say
 * @param obstacles when nobody can apply: the conditions that fail
 */
public record Prospect(SchemeVersion version, List<Person> people, List<Finding> obstacles) {

    public Prospect {
        people = List.copyOf(people);
        obstacles = List.copyOf(obstacles);
    }

    /** A possible beneficiary and what the rules say. */
    public record Person(BeneficiaryFacts beneficiary, Eligibility eligibility) {}

    /** Those for whom one can apply. */
    public List<Person> eligible() {
        return people.stream().filter(person -> person.eligibility().eligible()).toList();
    }

    public boolean open() {
        return people.stream().anyMatch(person -> person.eligibility().eligible());
    }
}
