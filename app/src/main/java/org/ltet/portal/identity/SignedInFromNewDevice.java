package org.ltet.portal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody signed in with a device that was not seen with the account before; the first sign-in of all is none (ACC-7).
 *
 * @param device browser and system as the request named them, empty where it named none known
 */
public record SignedInFromNewDevice(UUID signIn, String employeeNumber, String device, String address, Instant at) {}
