package org.ltet.simulators.sap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("simulators.sap")
record SapProperties(@DefaultValue("sap-demo") String password) {}
